/** What a function gives, or the message of what it throws, without the paths in it. */
export function outcomeOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return (error as Error).message.replace(/file:\S+/g, '');
  }
}
