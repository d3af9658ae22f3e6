// Loaded into each Node program that runs beside a host or a test, ahead of the program itself (node --import).
import net from 'node:net';

// Says on which ports this very process listens: on a port that answers, somebody else may be the one who does.
const { listen } = net.Server.prototype;
net.Server.prototype.listen = function (...options) {
  this.once('listening', () => console.log(`listening on port ${this.address().port}`));
  return listen.apply(this, options);
};

// Ends with its parent, even where that is killed: standard input is a pipe of the parent's.
process.stdin.resume();
process.stdin.on('end', () => {
  if (!process.emit('SIGTERM')) {
    process.exit();
  }

  setTimeout(() => process.exit(), 5000).unref();
});
