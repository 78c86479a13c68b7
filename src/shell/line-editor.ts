/** node:repl's line editor: history, Ctrl-R, completion; none of its evaluation and commands. */
import { type ReplOptions, start } from 'node:repl';

/** What of the editor is used; its type in @types/node says less than there is. */
export interface LineEditor {
  /** Newest first. */
  history: string[];
  line: string;
  cursor: number;
  setPrompt(prompt: string): void;
  prompt(preserveCursor: boolean): void;
  getCursorPos(): { rows: number; cols: number };
  /** Ends the line on the screen and empties it. */
  clearLine(): void;
  on(event: 'line', listener: (line: string) => void): void;
  on(event: 'SIGINT', listener: () => void): void;
}

// Its evaluation would run in a node:domain, which turns promise hooks on: every promise of the person's is slower, and shows ids of them.
const noDomain = { on() {}, bind: (evaluate: unknown) => evaluate };

export function createLineEditor(options: Pick<ReplOptions, 'input' | 'output' | 'completer'>): LineEditor {
  const quiet = { ...options, terminal: true, preview: false, prompt: '', domain: noDomain };
  const editor = start(quiet);
  // Its own listeners would take `.map(...)` for a command of theirs, and run lines as JavaScript.
  editor.removeAllListeners('line');
  editor.removeAllListeners('SIGINT');
  return editor as unknown as LineEditor;
}
