// Writes the licences of the packages that are in the bundle, which they ask to be kept with them.

import { existsSync, readFileSync, writeFileSync } from "node:fs";

const { inputs } = JSON.parse(readFileSync("dist/meta.json", "utf8"));
const packages = new Set(
  Object.keys(inputs)
    .map((each) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(each)?.[1])
    .filter((each) => each !== undefined),
);
const notices = [...packages].sort().map((each) => {
  const names = ["LICENSE", "LICENSE.txt", "License.txt", "LICENSE.md"].map((name) => `node_modules/${each}/${name}`);
  const found = names.find((name) => existsSync(name));
  if (found === undefined) {
    throw new Error(`${each} has no licence beside it`);
  }
  return `${each}\n\n${readFileSync(found, "utf8").trim()}\n`;
});
writeFileSync("dist/NOTICES.txt", notices.join("\n----\n\n"));
