import type { CallSite } from './call-site.js';

/** From the JavaScript that runs to the TypeScript that the person wrote. */
export interface SourceMapping {
  position(site: CallSite): CallSite;
  /** Maps each frame of a stack text and drops those that are not the person's. */
  stack(stack: string): string;
}

export const NO_SOURCE_MAPPING: SourceMapping = { position: site => site, stack: stack => stack };
