/** SET, RESET, SET TIME ZONE. */
import { sqlDefaults } from '../sql-conf.js';
import { StringType } from '../types/index.js';
import { column, noRows, rowsPlan } from './result.js';
import type { CommandTable } from './run-command.js';

const keyAndValue = [column('key', StringType), column('value', StringType)];

export const settingCommands: CommandTable = {
  set({ key, value, isVerbose }, state) {
    if (key === undefined) {
      const rows = [...state.conf.getAll].sort(([a], [b]) => (a < b ? -1 : 1));
      if (!isVerbose) return rowsPlan(state, keyAndValue, rows);
      const fields = [...keyAndValue, column('meaning', StringType), column('Since version', StringType)];
      return rowsPlan(
        state,
        fields,
        Object.entries({ ...sqlDefaults, ...Object.fromEntries(rows) }).map(([name, each]) => [name, each, '', '']),
      );
    }
    if (value === undefined) return rowsPlan(state, keyAndValue, [[key, state.confOf(key) ?? '<undefined>']]);
    state.conf.set(key, value);
    return rowsPlan(state, keyAndValue, [[key, value]]);
  },
  reset({ key }, state) {
    if (key !== undefined) state.conf.unset(key);
    else for (const [each] of state.conf.getAll) if (each.startsWith('spark.sql.')) state.conf.unset(each);
    return noRows(state);
  },
  setTimeZone({ timeZone }, state) {
    const key = 'spark.sql.session.timeZone';
    const value = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    state.conf.set(key, value);
    return rowsPlan(state, keyAndValue, [[key, value]]);
  },
};
