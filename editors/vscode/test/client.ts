// The extension with VS Code's own language client, as it is packed, against the real server.

import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { activate, deactivate } from "../src/extension";
import * as vscode from "./vscode";

const ORDERS = `package shop

import (
\t"time"

\trestate "github.com/restatedev/sdk-go"
)

type Orders struct{}

func (Orders) Place(ctx restate.ObjectContext) error {
\trestate.Set(ctx, "🕰", time.Now())
\treturn nil
}
`;
const COMMAND = process.env.RESTATELINT ?? "restatelint";

function folder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "shop-")));
  writeFileSync(join(path, "go.mod"), "module shop\n\nrequire github.com/restatedev/sdk-go v1.2.0\n");
  writeFileSync(join(path, "orders.go"), ORDERS);
  return path;
}

/** Wait until a document shows the findings of some rules. */
async function shows(document: vscode.TextDocument, rules: string[]): Promise<vscode.Diagnostic[]> {
  for (;;) {
    const found = vscode.diagnostics.get(document.uri.toString());
    const codes = found?.map((each) => String((each.code as { value?: string })?.value ?? each.code));
    if (found !== undefined && JSON.stringify(codes) === JSON.stringify(rules)) {
      return found;
    }
    await new Promise<void>((resolve) => {
      const heard = vscode.shown.event(() => (heard.dispose(), resolve()));
    });
  }
}

test("findings follow the text, with fixes and pages", { timeout: 120_000 }, async () => {
  const path = folder();
  vscode.settings["restatelint.server.command"] = COMMAND;
  vscode.settings["restatelint.regions"] = "lenses";
  vscode.workspace.workspaceFolders = [{ uri: vscode.Uri.file(path), name: "shop", index: 0 }];
  await activate({ subscriptions: [] } as never);
  assert.deepEqual(vscode.errors, []);

  const document = vscode.open(join(path, "orders.go"), ORDERS);
  const [finding] = await shows(document, ["wall-clock"]);
  assert.equal(finding.range.start.line, 11);
  assert.equal(finding.range.start.character, 24, "positions are in UTF-16 units, as VS Code has them");
  assert.equal(finding.source, "restatelint");

  const token = new vscode.CancellationTokenSource().token;
  const at = finding.range.start;
  const hover = await vscode.providers.get("Hover").provideHover(document, at, token);
  assert.match(JSON.stringify(hover.contents), /wall-clock/);
  const context = { diagnostics: [], triggerKind: 1, only: undefined };
  const actions = await vscode.providers.get("CodeActions").provideCodeActions(document, finding.range, context, token);
  assert.ok(actions.some((each: vscode.CodeAction) => each.title.startsWith("Ignore wall-clock")));
  const lenses = await vscode.providers.get("CodeLens").provideCodeLenses(document, token);
  assert.deepEqual(
    lenses.map((each: { command: { title: string } }) => each.command.title),
    ["runs again on replay"],
  );

  vscode.type(document, ORDERS.replace("time.Now()", "1"));
  await shows(document, []);
  vscode.type(document, ORDERS);
  await shows(document, ["wall-clock"]);
  await deactivate();
});

test("a server that is not there is said", { timeout: 20_000 }, async () => {
  vscode.settings["restatelint.server.command"] = "/no/such/restatelint";
  await activate({ subscriptions: [] } as never);
  assert.match(vscode.errors.at(-1) ?? "", /"\/no\/such\/restatelint" cannot be started/);
});
