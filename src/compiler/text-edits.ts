/** Edits of one text, and the way between offsets in the text and in its edited form. */

export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A stretch of the edited text: a piece of the original, or (`isInserted`) the text of an edit. */
interface Piece {
  readonly edited: number;
  readonly original: number;
  readonly isInserted: boolean;
}

export class EditedText {
  readonly text: string;
  readonly #pieces: Piece[] = [];

  /** @param edits must not overlap; insertions at one offset keep their order */
  constructor(original: string, edits: readonly TextEdit[]) {
    const sorted = edits
      .map((edit, order) => ({ edit, order }))
      .sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.order - b.order);
    const parts: string[] = [];
    let position = 0;
    let length = 0;
    const add = (part: string, from: number, isInserted: boolean) => {
      if (part === '') return;
      this.#pieces.push({ edited: length, original: from, isInserted });
      parts.push(part);
      length += part.length;
    };
    for (const { edit } of sorted) {
      add(original.slice(position, edit.start), position, false);
      // An edit that keeps its length keeps its columns, too.
      add(edit.text, edit.start, edit.text.length !== edit.end - edit.start);
      position = edit.end;
    }
    add(original.slice(position), position, false);
    this.#pieces.push({ edited: length, original: original.length, isInserted: true });
    this.text = parts.join('');
  }

  toOriginal(editedOffset: number): number {
    const piece = this.#pieceAt(editedOffset, 'edited');
    return piece.isInserted ? piece.original : piece.original + editedOffset - piece.edited;
  }

  /** Where the character at `offset` of the original went; the start of what replaced it when it is gone. */
  toEdited(offset: number): number {
    const piece = this.#pieceAt(offset, 'original');
    return piece.isInserted ? piece.edited : piece.edited + offset - piece.original;
  }

  #pieceAt(offset: number, side: 'edited' | 'original'): Piece {
    const pieces = this.#pieces;
    let low = 0;
    let high = pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (pieces[middle]![side] <= offset) low = middle;
      else high = middle - 1;
    }
    return pieces[low]!;
  }
}

/** A text of the same length and lines that holds nothing. */
export const blankOf = (text: string): string => text.replace(/[^\r\n\u2028\u2029]/g, ' ');

/** The same, opened by a semicolon: what follows never joins what stood before. */
export const emptyStatementOf = (text: string): string => (/^[\r\n]|^$/.test(text) ? text : `;${blankOf(text.slice(1))}`);

/** White space and comments. */
export const ONLY_TRIVIA = /^(?:\s|\/\/[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*$/;
