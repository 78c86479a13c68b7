/** SHOW FUNCTIONS in its forms. */
import { catalogName } from '../catalog/session-catalog.js';
import { builtinFunctions } from '../functions/registry.js';
import { StringType } from '../types/index.js';
import { databaseName } from './databases.js';
import { column, likePattern, rowsPlan } from './result.js';
import type { CommandTable } from './run-command.js';

/** Operators that SHOW FUNCTIONS lists, though they are no functions. */
const operators = ['!=', '<>', 'case', '||'];

export const showFunctionCommands: CommandTable = {
  /** What stands before a name of two parts is the database, as after IN. */
  showFunctions({ pattern, namespace, scope, function: named }, state) {
    const prefix = named !== undefined && named.length > 1 ? named.slice(0, -1) : namespace;
    const database = prefix === undefined ? state.catalog.currentDatabase : state.catalog.requireDatabase(databaseName(prefix)).name;
    const is = likePattern(pattern ?? named?.[named.length - 1]);
    const builtin = scope === 'user' ? [] : [...builtinFunctions().map(([name]) => name), ...operators];
    const temporary = scope === 'system' ? [] : [...state.functions.keys()];
    const persisted = scope === 'system' ? [] : [...state.shared.functions.keys()].map(key => key.split('.') as [string, string]);
    const names = [...builtin, ...temporary].filter(is);
    for (const [owner, name] of persisted) if (owner === database && is(name)) names.push(`${catalogName}.${owner}.${name}`);
    return rowsPlan(
      state,
      [column('function', StringType)],
      [...new Set(names)].sort().map(name => [name]),
    );
  },
};
