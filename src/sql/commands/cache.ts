/** CACHE, UNCACHE and REFRESH. What a query over a view or a table reads is kept by DataFrame; here names are checked. */
import { noRows } from './result.js';
import type { CommandTable } from './run-command.js';
import { viewCommands } from './views.js';

export const cacheCommands: CommandTable = {
  cacheTable(command, state) {
    const { name, query, originalText } = command;
    if (query !== undefined) {
      viewCommands.createView!(
        {
          kind: 'createView',
          name,
          viewType: 'localTemp',
          columns: [],
          properties: {},
          query,
          originalText,
          allowExisting: false,
          replace: false,
        },
        state,
      );
    } else state.analyzer().analyze({ kind: 'unresolvedRelation', nameParts: name });
    return noRows(state);
  },
  uncacheTable({ name, ifExists }, state) {
    if (!ifExists) state.analyzer().analyze({ kind: 'unresolvedRelation', nameParts: name });
    return noRows(state);
  },
  clearCache(_, state) {
    state.shared.engine.clearCache();
    return noRows(state);
  },
  refreshTable({ name }, state) {
    state.analyzer().analyze({ kind: 'unresolvedRelation', nameParts: name });
    return noRows(state);
  },
  refreshResource: (_, state) => noRows(state),
};
