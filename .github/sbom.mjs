// Writes a bill of materials (CycloneDX 1.6, JSON) to standard output.
// node sbom.mjs <version> <file ...>; files are packages.lock.json or project.assets.json of NuGet, and package-lock.json of npm.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

const hex = base64 => Buffer.from(base64, 'base64').toString('hex');

const component = (type, name, version, sha512) => {
  const group = name.startsWith('@') ? name.split('/')[0] : undefined;
  const purl = `pkg:${type}/${name.replace('@', '%40')}@${encodeURIComponent(version)}`;
  return {
    type: 'library', 'bom-ref': purl, purl, version,
    ...(group ? { group, name: name.split('/')[1] } : { name }),
    ...(sha512 ? { hashes: [{ alg: 'SHA-512', content: hex(sha512) }] } : {}),
  };
};

const readers = {
  'packages.lock.json': lock => Object.values(lock.dependencies).flatMap(Object.entries)
    .filter(([, entry]) => entry.type !== 'Project')
    .map(([name, entry]) => component('nuget', name, entry.resolved, entry.contentHash)),
  'project.assets.json': assets => Object.entries(assets.libraries)
    .filter(([, entry]) => entry.type === 'package')
    .map(([key, entry]) => component('nuget', ...key.split('/'), entry.sha512)),
  'package-lock.json': lock => Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !entry.link)
    .map(([path, entry]) => component('npm', path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length), entry.version,
      entry.integrity?.match(/sha512-(\S+)/)?.[1])),
};

const [version, ...files] = process.argv.slice(2);
if (!version || files.length === 0) {
  console.error('Say a version and at least one file.');
  process.exit(2);
}

const found = new Map();
for (const file of files) {
  const read = readers[basename(file)];
  if (!read) {
    console.error(`${file} is no file of packages that is known here.`);
    process.exit(2);
  }
  for (const entry of read(JSON.parse(readFileSync(file, 'utf8')))) found.set(entry.purl, entry);
}

console.log(JSON.stringify({
  bomFormat: 'CycloneDX', specVersion: '1.6', version: 1,
  metadata: { component: { type: 'application', name: 'pipeline', version, licenses: [{ license: { id: 'MIT' } }] } },
  components: [...found.values()].sort((one, other) => one.purl < other.purl ? -1 : 1),
}, null, 2));
