/** CACHE, UNCACHE and REFRESH. What a query over a view or a table reads is kept by DataFrame; here names are checked. */
import { entryOf } from './named-table.js';
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
    } else state.analyzer().analyze({ kind: 'unresolvedRelation', nameParts: name, origin: command.nameOrigin });
    return noRows(state);
  },
  uncacheTable({ name, ifExists, nameOrigin }, state) {
    if (!ifExists) state.analyzer().analyze({ kind: 'unresolvedRelation', nameParts: name, origin: nameOrigin });
    return noRows(state);
  },
  clearCache(_, state) {
    state.shared.engine.clearCache();
    return noRows(state);
  },
  refreshTable(command, state) {
    if (state.catalog.tempView(command.name) === undefined) entryOf(command, state);
    return noRows(state);
  },
  refreshResource: (_, state) => noRows(state),
};
