/** Runs commands, each by its kind. */
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { TypedPlan } from '../analyzer/typed-plan.js';
import type { Command, CommandKind } from '../plan/index.js';
import type { SessionState } from '../session-state.js';
import { alterColumnCommands } from './alter-columns.js';
import { cacheCommands } from './cache.js';
import { createTableCommands } from './create-table.js';
import { databaseCommands } from './databases.js';
import { describeCommands } from './describe.js';
import { describeFunctionCommands } from './describe-function.js';
import { dmlCommands } from './dml.js';
import { functionCommands } from './functions.js';
import { partitionCommands } from './partitions.js';
import { settingCommands } from './settings.js';
import { showCommands } from './show.js';
import { showCreateTableCommands } from './show-create-table.js';
import { showFunctionCommands } from './show-functions.js';
import { tableCommands } from './tables.js';
import { variableCommands } from './variables.js';
import { viewCommands } from './views.js';

export type CommandOf<K extends CommandKind> = Extract<Command, { kind: K }>;
export type CommandTable = { readonly [K in CommandKind]?: (command: CommandOf<K>, state: SessionState) => TypedPlan };

const commands: CommandTable = {
  ...viewCommands,
  ...settingCommands,
  ...databaseCommands,
  ...tableCommands,
  ...createTableCommands,
  ...alterColumnCommands,
  ...partitionCommands,
  ...dmlCommands,
  ...functionCommands,
  ...showCommands,
  ...showFunctionCommands,
  ...showCreateTableCommands,
  ...describeCommands,
  ...describeFunctionCommands,
  ...cacheCommands,
  ...variableCommands,
};

/** Does what the command says, at once, and gives its answer. */
export function runCommand(command: Command, state: SessionState): TypedPlan {
  const run = commands[command.kind] as ((command: Command, state: SessionState) => TypedPlan) | undefined;
  if (run !== undefined) return run(command, state);
  throw sparkErrorOf(
    'UNSUPPORTED_FEATURE.TABLE_OPERATION',
    { tableName: '`spark_catalog`', operation: command.kind },
    { origin: command.origin },
  );
}
