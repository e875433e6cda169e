// Parses the given card files with the real Adaptive Cards renderer and lists what it finds wrong.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename } from 'node:path';

globalThis.window ??= globalThis;
const { AdaptiveCard, SerializationContext, Version } = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');

const files = process.argv.slice(2);
let wrong = 0;
for (const file of files) {
  const context = new SerializationContext(new Version(1, 5));
  const card = new AdaptiveCard();
  card.parse(JSON.parse(readFileSync(file, 'utf8')), context);
  const places = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at).message);
  const results = card.validateProperties();
  const all = [...places, ...results.validationEvents.map(event => event.message)];
  if (card.getItemCount() === 0) all.push('nothing was read');
  for (const message of all) console.log(`${basename(file)}: ${message}`);
  wrong += all.length;
}
if (wrong === 0) console.log(`${files.length} cards, nothing wrong`);
process.exitCode = wrong === 0 ? 0 : 1;
