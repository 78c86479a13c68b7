/** A session's own look, pasted back into it. */
import { continuationPrompt, primaryPrompt } from './printer.js';

export const isTranscript = (text: string) => text.startsWith(primaryPrompt);

/** The inputs behind the prompts of a transcript, without prompts; the answers are left out. */
export function typedPartOf(transcript: string): string[] {
  const inputs: string[] = [];
  let isInput = false;
  for (const line of transcript.split('\n')) {
    if (line.startsWith(primaryPrompt)) {
      inputs.push(line.slice(primaryPrompt.length));
      isInput = true;
    } else if (isInput && line.startsWith(continuationPrompt.trimEnd())) {
      inputs.push(`${inputs.pop()}\n${line.slice(continuationPrompt.length)}`);
    } else {
      isInput = false;
    }
  }
  return inputs.filter(input => input.trim() !== '');
}
