/** What the shell prints of a cell: definitions, the result, diagnostics, errors. It makes text; the shell writes it. */
import type { Diagnostic, Origin } from '../compiler/cell.js';
import type { Definition } from '../compiler/interpreter.js';
import { diagnosticBelowPrompt, diagnosticWithSource } from '../errors/diagnostic-text.js';
import { errorText } from '../errors/error-text.js';
import type { Colors } from './colors.js';
import { cutText, valueText } from './value-text.js';

export interface ShellSettings {
  /** No automatic printing of results (`:silent`). */
  silent: boolean;
  /** Characters of a printed result; 0 prints it whole. */
  maxPrintString: number;
  /** Levels of nested objects that a printed result shows. */
  maxPrintDepth: number;
}

export const defaultSettings = (): ShellSettings => ({ silent: false, maxPrintString: 800, maxPrintDepth: 4 });

export const primaryPrompt = 'spark> ';
export const continuationPrompt = '     | ';

export class Printer {
  constructor(
    readonly colors: Colors,
    readonly settings: ShellSettings,
  ) {}

  /** Lines for what a cell defined and evaluated to; '' when there is nothing to say. */
  results(definitions: readonly Definition[], result: Definition | undefined, imports: readonly string[]): string {
    if (this.settings.silent) return '';
    const shown = definitions.filter(({ kind }) => kind !== 'import').map(definition => this.definition(definition));
    return [...imports, ...shown, ...(result ? [this.definition(result)] : [])].join('\n');
  }

  definition({ name, kind, type, value }: Definition): string {
    const { colors } = this;
    switch (kind) {
      case 'mutated':
        return `// mutated ${name}`;
      case 'class':
      case 'interface':
      case 'type':
      case 'enum':
      case 'namespace':
        return `${kind} ${colors.name(name)}`;
    }
    const head = `${colors.name(name)}: ${colors.type(type)}`;
    if (typeof value === 'function') return head;
    const plainHead = `${name}: ${type}`;
    const { maxPrintString: maxLength, maxPrintDepth: depth } = this.settings;
    const plain = valueText(value, { colors: false, depth, maxLength });
    const separator = plain.includes('\n') ? ' =\n' : ' = ';
    const room = maxLength === 0 ? 0 : maxLength - plainHead.length - separator.length;
    if (maxLength > 0 && plain.length > room) {
      // Cut without colors inside the value: an escape code that is cut in two paints the rest of the screen.
      if (room < 3) return cutText(plainHead + separator + plain, maxLength);
      return head + separator + cutText(plain, room);
    }
    return head + separator + (colors.enabled ? valueText(value, { colors: true, depth, maxLength }) : plain);
  }

  /**
   * @param typed the text that stands on the screen behind the primary prompt, when it does
   * @param columns how wide the screen is
   */
  diagnostics(found: readonly Diagnostic[], typed?: { text: string; origin: Origin; columns: number }): string {
    const isOnScreen = ({ file, column }: Diagnostic) =>
      typed !== undefined && file === typed.origin.file && !typed.text.includes('\n') && primaryPrompt.length + column < typed.columns;
    return found
      .map(each =>
        isOnScreen(each) ? diagnosticBelowPrompt(each, primaryPrompt.length, this.colors) : diagnosticWithSource(each, this.colors),
      )
      .join('\n');
  }

  /** An input as it looks behind the prompts. */
  typed(input: string): string {
    const [first = '', ...rest] = input.split('\n');
    return [this.colors.prompt(primaryPrompt) + first, ...rest.map(line => this.colors.prompt(continuationPrompt) + line)].join('\n');
  }

  error(error: unknown): string {
    return errorText(error);
  }
}
