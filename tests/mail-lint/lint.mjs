// Lints the HTML files named in a JSON request on standard input, all in this one process, and answers in JSON on standard output.
// { "mails": [{ "name": "fr", "html": "..." }], "clients": ["gmail.*", ...], "screenshots": "folder" or null }
import { readFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { caniemail, rawData } from "caniemail";
import puppeteer from "puppeteer-core";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const sent = [];
for await (const chunk of process.stdin) sent.push(chunk);
const request = JSON.parse(Buffer.concat(sent).toString("utf8"));

// A mail is a part of another page: it has no landmarks of its own, and the mail program owns the window.
const pageRules = ["region", "landmark-one-main"];
const views = [
  { name: "light", scheme: "light", width: 700 },
  { name: "dark", scheme: "dark", width: 700 },
  { name: "narrow", scheme: "light", width: 375 },
  { name: "narrow-dark", scheme: "dark", width: 375 },
];

// Some clients have no word on some features, and the linter throws there: such a feature is counted, and taken as shown.
function fill(client) {
  const [family, platform] = client.split(".");
  let unknown = 0;
  for (const feature of rawData.data) {
    feature.stats[family] ??= {};
    if (feature.stats[family][platform] === undefined) {
      feature.stats[family][platform] = { 0: "y" };
      unknown++;
    }
  }
  return { client, unknown, known: rawData.data.length - unknown };
}

function support(mail) {
  if (request.clients.length === 0) return []; // Pages are looked at only.
  const found = new Map();
  const { issues } = caniemail({ clients: request.clients, html: mail.html });
  for (const [kind, byClient] of Object.entries(issues)) {
    for (const [client, list] of byClient) {
      for (const issue of list) {
        const key = `${kind === "errors" ? "not shown" : "in part"}: ${issue.title}`;
        found.set(key, (found.get(key) ?? new Set()).add(client));
      }
    }
  }
  return [...found].map(([feature, clients]) => ({ feature, clients: [...clients].sort() }));
}

// An installed browser, or the one that comes as a package and brings its libraries along.
async function launch() {
  const patience = { timeout: 120_000, protocolTimeout: 180_000 }; // A busy machine is slow, not broken.
  const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-color-profile=srgb", "--hide-scrollbars"];
  const installed = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => path && existsSync(path));
  const fetched = async () => {
    process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs20.x"; // The package unpacks its libraries only where it believes that they are missing.
    const { default: chromium } = await import("@sparticuz/chromium");
    chromium.setGraphicsMode = false;
    return { browser: await puppeteer.launch({ executablePath: await chromium.executablePath(), args: [...chromium.args, ...args], headless: "shell", ...patience }), name: "fetched" };
  };
  if (request.browser === "fetched" || !installed) return await fetched();
  try {
    return { browser: await puppeteer.launch({ executablePath: installed, args, headless: true, ...patience }), name: installed };
  } catch {
    return await fetched();
  }
}

async function look(browser, mail, view) {
  const page = await browser.newPage();
  try {
    // Nothing is fetched: a request is a finding.
    const requests = [];
    page.on("request", (fetched) => {
      if (!fetched.url().startsWith("data:") && fetched.url() !== "about:blank") requests.push(fetched.url());
    });
    await page.setViewport({ width: view.width, height: 900, deviceScaleFactor: 1 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: view.scheme }]);
    await page.setContent(mail.html, { waitUntil: "load", timeout: 120_000 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await page.evaluate(axe);
    const result = await page.evaluate(
      async (rules) => await globalThis.axe.run(document, { rules: Object.fromEntries(rules.map((rule) => [rule, { enabled: false }])), resultTypes: ["violations"] }),
      pageRules,
    );
    const violations = result.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)} — ${(node.failureSummary ?? "").slice(0, 300)}`));
    if (request.screenshots && !view.name.startsWith("narrow-")) {
      mkdirSync(request.screenshots, { recursive: true });
      writeFileSync(join(request.screenshots, `mail-${mail.name}-${view.name}.png`), await page.screenshot({ fullPage: true }));
    }
    return { mail: mail.name, view: view.name, passes: result.passes?.length ?? 0, violations, overflow, requests };
  } finally {
    await page.close();
  }
}

const { browser, name } = await launch();
try {
  const looks = [];
  for (const mail of request.mails) for (const view of views) looks.push(await look(browser, mail, view));
  const clients = request.clients.map(fill);
  const answer = { browser: name, clients, support: request.mails.map((mail) => ({ mail: mail.name, issues: support(mail) })), looks };
  process.stdout.write(JSON.stringify(answer));
} finally {
  await browser.close();
}
