// As much of VS Code as its language client needs to run under Node: values, events, and one open editor.
// What is asked for and not here is answered by something that does nothing, so that a feature of the client
// that this test is not about can still be made.

export class Position {
  constructor(readonly line: number, readonly character: number) {}
}

export class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(a: Position | number, b: Position | number, c?: number, d?: number) {
    this.start = a instanceof Position ? a : new Position(a, b as number);
    this.end = b instanceof Position ? b : new Position(c ?? 0, d ?? 0);
  }
}

export class Location {
  constructor(readonly uri: Uri, readonly range: Range) {}
}

export class Uri {
  private constructor(readonly scheme: string, readonly path: string) {}
  static parse(text: string): Uri {
    const [scheme, path] = text.split("://");
    return new Uri(scheme, decodeURIComponent(path));
  }
  static file(path: string): Uri {
    return new Uri("file", path);
  }
  get fsPath(): string {
    return this.path;
  }
  toString(): string {
    return `${this.scheme}://${this.path}`;
  }
}

export class EventEmitter<T> {
  private readonly listeners = new Set<(event: T) => unknown>();
  readonly event = (listener: (event: T) => unknown, self?: unknown): Disposable => {
    const bound = self === undefined ? listener : listener.bind(self);
    this.listeners.add(bound);
    return new Disposable(() => this.listeners.delete(bound));
  };
  fire(event: T): void {
    for (const each of this.listeners) {
      each(event);
    }
  }
  dispose(): void {
    this.listeners.clear();
  }
}

export class Disposable {
  constructor(private readonly end: () => unknown) {}
  static from(...all: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => all.forEach((each) => each.dispose()));
  }
  dispose(): void {
    this.end();
  }
}

export class CancellationTokenSource {
  private readonly emitter = new EventEmitter<void>();
  readonly token = { isCancellationRequested: false, onCancellationRequested: this.emitter.event };
  cancel(): void {
    this.token.isCancellationRequested = true;
    this.emitter.fire();
  }
  dispose(): void {}
}

export class Diagnostic {
  code: unknown;
  source: string | undefined;
  relatedInformation: unknown;
  constructor(readonly range: Range, readonly message: string, readonly severity: number) {}
}

export class DiagnosticRelatedInformation {
  constructor(readonly location: Location, readonly message: string) {}
}

export class CodeActionKind {
  static readonly Empty = new CodeActionKind("");
  static readonly QuickFix = new CodeActionKind("quickfix");
  static readonly Refactor = new CodeActionKind("refactor");
  static readonly Source = new CodeActionKind("source");
  constructor(readonly value: string) {}
  append(part: string): CodeActionKind {
    return new CodeActionKind(this.value ? `${this.value}.${part}` : part);
  }
}

export class CancellationError extends Error {}
export class LanguageModelError extends Error {}

export const DiagnosticSeverity = { Error: 0, Warning: 1, Information: 2, Hint: 3 };
export const DiagnosticTag = { Unnecessary: 1, Deprecated: 2 };
export const version = "1.91.0";

/** Diagnostics by address, as the client has set them; `shown` is fired when it does. */
export const diagnostics = new Map<string, Diagnostic[]>();
export const shown = new EventEmitter<string>();
/** What was registered for languages: providers by the method that registered them. */
export const providers = new Map<string, any>();

function collection(): unknown {
  const own = new Set<string>();
  const set = (uri: Uri, found: Diagnostic[] = []) => {
    own.add(uri.toString());
    diagnostics.set(uri.toString(), found);
    shown.fire(uri.toString());
  };
  return { set, delete: (uri: Uri) => set(uri), has: (uri: Uri) => own.has(uri.toString()), clear() {}, dispose() {} };
}

/** Return something that takes whatever is done with it. */
function nothing(name: string): any {
  const made: any = new Proxy(class {}, {
    get: (target: any, key) => {
      if (key === "prototype" || key in target) {
        return target[key];
      }
      if (key === "then" || typeof key === "symbol") {
        return undefined;
      }
      return (target[key] = key.startsWith("on") ? new EventEmitter<unknown>().event : nothing(`${name}.${key}`));
    },
    apply: () => new Disposable(() => undefined),
  });
  return made;
}

function partly(name: string, known: Record<string, unknown>): any {
  return new Proxy(known, {
    get: (target, key) => {
      if (typeof key === "symbol" || key in target) {
        return target[key as string];
      }
      return (target[key] = key.startsWith("on") ? new EventEmitter<unknown>().event : inert(`${name}.${key}`));
    },
  });
}

function inert(_name: string): any {
  return (..._given: unknown[]) => new Disposable(() => undefined);
}

export class TextDocument {
  version = 1;
  isClosed = false;
  readonly isDirty = true;
  readonly languageId = "go";
  constructor(readonly uri: Uri, private text: string) {}
  get fileName(): string {
    return this.uri.fsPath;
  }
  get lineCount(): number {
    return this.text.split("\n").length;
  }
  getText(): string {
    return this.text;
  }
  become(text: string): void {
    this.version += 1;
    this.text = text;
  }
}

export class TabInputText {
  constructor(readonly uri: Uri) {}
}

const tabs = new EventEmitter<unknown>();
const opened = new EventEmitter<TextDocument>();
const changed = new EventEmitter<unknown>();
export const settings: Record<string, unknown> = {};
export const errors: string[] = [];

/** Return what is set under a name: a value, or a table of all that is set below it. */
function set(name: string): unknown {
  const below = Object.entries(settings).filter(([each]) => each.startsWith(`${name}.`));
  return settings[name] ?? (below.length > 0 ? Object.fromEntries(below.map(([each, value]) => [each.slice(name.length + 1), value])) : undefined);
}

export const workspace = partly("workspace", {
  textDocuments: [] as TextDocument[],
  notebookDocuments: [],
  workspaceFolders: [] as unknown[],
  isTrusted: true,
  onDidOpenTextDocument: opened.event,
  onDidChangeTextDocument: changed.event,
  getWorkspaceFolder: () => workspace.workspaceFolders[0],
  getConfiguration: (section?: string) => ({
    get: (key: string, otherwise?: unknown) => set(section ? `${section}.${key}` : key) ?? otherwise,
    inspect: () => undefined,
    has: () => false,
    update: () => undefined,
  }),
  createFileSystemWatcher: () => ({
    onDidCreate: new EventEmitter<Uri>().event,
    onDidChange: new EventEmitter<Uri>().event,
    onDidDelete: new EventEmitter<Uri>().event,
    dispose() {},
  }),
});

export const languages = partly("languages", {
  createDiagnosticCollection: collection,
  match: () => 10,
  ...Object.fromEntries(
    ["CodeActions", "Hover", "DocumentLink", "InlayHints", "CodeLens", "CompletionItem"].map((each) => [
      `register${each}Provider`,
      (_selector: unknown, provider: unknown) => {
        providers.set(each, provider);
        return new Disposable(() => providers.delete(each));
      },
    ]),
  ),
});

export const window = partly("window", {
  visibleTextEditors: [] as unknown[],
  activeTextEditor: undefined as unknown,
  tabGroups: { all: [{ tabs: [] as { input: TabInputText }[] }], onDidChangeTabs: tabs.event },
  createOutputChannel: () => ({ append() {}, appendLine() {}, show() {}, dispose() {} }),
  showErrorMessage: async (message: string) => void errors.push(message),
  withProgress: (_options: unknown, task: (progress: unknown, token: unknown) => unknown) =>
    task({ report() {} }, new CancellationTokenSource().token),
});

export const commands = partly("commands", {});
export const env = partly("env", { appName: "a test", language: "en" });
export const extensions = partly("extensions", {});

/** Open a document in the one editor. */
export function open(path: string, text: string): TextDocument {
  const document = new TextDocument(Uri.file(path), text);
  workspace.textDocuments.push(document);
  const editor = { document };
  const tab = { input: new TabInputText(document.uri) };
  window.tabGroups.all[0].tabs.push(tab);
  tabs.fire({ opened: [tab], closed: [], changed: [] });
  window.visibleTextEditors = [editor];
  window.activeTextEditor = editor;
  opened.fire(document);
  return document;
}

/** Give a document another text, as if it had been typed. */
export function type(document: TextDocument, text: string): void {
  const last = new Position(document.lineCount, 0);
  document.become(text);
  const change = { range: new Range(new Position(0, 0), last), rangeOffset: 0, rangeLength: 0, text };
  changed.fire({ document, contentChanges: [change], reason: undefined });
}

export class CompletionItem {
  constructor(readonly label: string) {}
}
export class CodeLens {
  constructor(readonly range: Range, readonly command?: unknown) {}
}
export class CodeAction {
  constructor(readonly title: string, readonly kind?: CodeActionKind) {}
}
export class DocumentLink {
  constructor(readonly range: Range, readonly target?: Uri) {}
}
export class InlayHint {
  constructor(readonly position: Position, readonly label: unknown, readonly kind?: number) {}
}
export class Hover {
  constructor(readonly contents: unknown, readonly range?: Range) {}
}
export class MarkdownString {
  constructor(public value = "") {}
  isTrusted = false;
  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }
}
export class CallHierarchyItem {}
export class TypeHierarchyItem {}
export class SymbolInformation {}
export class TabInputNotebook {}
export class TabInputTextDiff {}
export class TabInputCustom {}
export class TabInputNotebookDiff {}
export class FileSystemError extends Error {}
export class RelativePattern {}
export const ProgressLocation = { Window: 10, Notification: 15 };
export const ViewColumn = { Beside: -2 };
export const CompletionItemKind = nothing("CompletionItemKind");
export const CompletionItemTag = { Deprecated: 1 };
export const SymbolTag = { Deprecated: 1 };
export const SymbolKind = nothing("SymbolKind");
export const TextDocumentSaveReason = { Manual: 1, AfterDelay: 2, FocusOut: 3 };
export const CodeActionTriggerKind = { Invoke: 1, Automatic: 2 };
export const CompletionTriggerKind = { Invoke: 0 };
export const SignatureHelpTriggerKind = { Invoke: 1 };
export const NotebookCellKind = { Markup: 1, Code: 2 };
export const EndOfLine = { LF: 1, CRLF: 2 };
export const FileType = { File: 1 };
export const LogLevel = { Info: 3 };
export class TextEdit {
  constructor(readonly range: Range, readonly newText: string) {}
}
export class SnippetTextEdit {}
export class WorkspaceEdit {
  readonly edits: { uri: Uri; range: Range; text: string }[] = [];
  replace(uri: Uri, range: Range, text: string): void {
    this.edits.push({ uri, range, text });
  }
  insert(uri: Uri, at: Position, text: string): void {
    this.replace(uri, new Range(at, at), text);
  }
  delete(uri: Uri, range: Range): void {
    this.replace(uri, range, "");
  }
  set(): void {}
}
