// Times chrono-node. Each line of standard input is a request in JSON, each line of standard output its answer:
//   {"load":"fr","language":"fr","articles":[{"text":"...","day":"2026-03-01"}]} ->  {"characters":123}
//   {"run":"fr","milliseconds":400} ->  {"characters":456,"seconds":0.4,"found":7,"passes":2}
import { createInterface } from 'node:readline';
import * as en from 'chrono-node/en';
import * as fr from 'chrono-node/fr';

const parsers = { en, fr };
const corpora = {};

function load({ load: name, language, articles }) {
  corpora[name] = { parser: parsers[language], articles: articles.map(({ text, day }) => ({ text, day: new Date(`${day}T12:00:00Z`) })) };
  return { characters: articles.reduce((sum, { text }) => sum + text.length, 0) };
}

function run({ run: name, milliseconds }) {
  const { parser, articles } = corpora[name];
  const start = performance.now();
  let characters = 0;
  let found = 0;
  let passes = 0;
  do {
    for (const { text, day } of articles) {
      characters += text.length;
      found += parser.parse(text, day).length;
    }
    passes++;
  } while (performance.now() - start < milliseconds);
  return { characters, seconds: (performance.now() - start) / 1000, found, passes };
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(request.load ? load(request) : run(request))}\n`);
}
