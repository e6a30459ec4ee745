// The extension: starts the server for the workspace, tells it what is set, and shows pages of rules.

import * as vscode from "vscode";
import { LanguageClient, LanguageClientOptions, ServerOptions, State } from "vscode-languageclient/node";

const SECTION = "restatelint";
const INSTALL = "pipx install 'restatelint[lsp] @ git+https://github.com/restatelint/restatelint'";

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel("restatelint");
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand("restatelint.restart", () => restart(output)),
    vscode.commands.registerCommand("restatelint.showPage", showPage),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.server`)) {
        void restart(output);
      }
    }),
  );
  await start(output);
}

export async function deactivate(): Promise<void> {
  await client?.stop();
  client = undefined;
}

async function restart(output: vscode.OutputChannel): Promise<void> {
  await deactivate();
  await start(output);
}

async function start(output: vscode.OutputChannel): Promise<void> {
  client = new LanguageClient(SECTION, "restatelint", serverOptions(), clientOptions(output));
  try {
    await client.start();
  } catch (error) {
    output.appendLine(String(error));
    const command = serverOptions().command;
    const chosen = await vscode.window.showErrorMessage(
      `restatelint: "${command}" cannot be started; it is installed by ${INSTALL}`,
      "Show the output",
    );
    if (chosen !== undefined) {
      output.show();
    }
  }
}

/** The command of the server; that of the folder's own settings only where the folder is trusted. */
function serverOptions(): ServerOptions & { command: string } {
  const server = vscode.workspace.getConfiguration(`${SECTION}.server`);
  const command = trusted(server, "command", "restatelint");
  return { command, args: trusted(server, "arguments", ["server"]) };
}

function trusted<T>(settings: vscode.WorkspaceConfiguration, key: string, otherwise: T): T {
  if (vscode.workspace.isTrusted) {
    return settings.get<T>(key, otherwise);
  }
  return settings.inspect<T>(key)?.globalValue ?? otherwise;
}

function clientOptions(output: vscode.OutputChannel): LanguageClientOptions {
  return {
    documentSelector: [
      { scheme: "file", language: "go" },
      { scheme: "untitled", language: "go" },
    ],
    initializationOptions: () => settings(),
    outputChannel: output,
    synchronize: { configurationSection: SECTION },
    progressOnInitialization: true,
  };
}

/** What is set for the whole workspace, before the server can ask. */
function settings(): Record<string, unknown> {
  const set = vscode.workspace.getConfiguration(SECTION);
  const keys = ["preset", "select", "ignore", "config", "sdkVersion", "regions", "diagnostics"];
  return Object.fromEntries(keys.map((key) => [key, set.get(key)]));
}

/** Ask for the name of a rule, unless one is given, and show its page beside the code. */
async function showPage(given?: string): Promise<void> {
  if (client?.state !== State.Running) {
    return;
  }
  const name = given ?? (await vscode.window.showInputBox({ prompt: "Name of a rule", placeHolder: "wall-clock" }));
  if (!name) {
    return;
  }
  const page = await client.sendRequest<string | null>("workspace/executeCommand", {
    command: "restatelint.explain",
    arguments: [name],
  });
  if (page === null) {
    void vscode.window.showInformationMessage(`restatelint has no rule "${name}"`);
    return;
  }
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content: page });
  await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Beside });
}
