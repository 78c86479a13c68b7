/** Replacements in the text of a function. They keep its length where they can, so that stack frames name the person's columns. */
import type { Reference } from './free-names.js';

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export class TextEdits {
  private readonly edits: Edit[] = [];

  constructor(
    readonly text: string,
    edits: readonly Edit[] = [],
  ) {
    this.edits.push(...edits);
  }

  copy(): TextEdits {
    return new TextEdits(this.text, this.edits);
  }

  replace(start: number, end: number, text: string): void {
    const lines = this.text.slice(start, end).split('\n');
    lines[0] = text.padEnd(lines[0]!.length);
    for (let i = 1; i < lines.length; i++) lines[i] = ' '.repeat(lines[i]!.length);
    this.edits.push({ start, end, text: lines.join('\n') });
  }

  blank(start: number, end: number): void {
    this.replace(start, end, '');
  }

  /** Replaces a name and the first `memberCount` members after it. */
  rename({ node, members, shorthand }: Reference, name: string, memberCount: number): void {
    const end = memberCount === 0 ? node.end : members[memberCount - 1]!.end;
    this.replace(node.start, end, shorthand ? `${node.name}: ${name}` : name);
  }

  apply(): string {
    let text = '';
    let at = 0;
    for (const edit of [...this.edits].sort((a, b) => a.start - b.start)) {
      text += this.text.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    return text + this.text.slice(at);
  }
}
