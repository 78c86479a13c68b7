/** The function thread: runs expressions that may take for ever, above all those that call functions of the person, a batch of rows at a time. It may be ended at any time. */
import { installConsole } from '../../../executor/console.js';
import { SparkFiles } from '../../../executor/spark-files.js';
import { openChannel } from '../../../threads/channel.js';
import { SharedConsole } from '../../../threads/shared-console.js';
import { threadData } from '../../../threads/thread.js';
import { TimeZones } from '../../jvm/time-zones.js';
import type { ColumnData } from '../../values/column-data.js';
import { valueReader } from '../../values/column-reader.js';
import { packValues } from '../../values/pack-values.js';
import type { Value } from '../../values/value.js';
import type { FunctionMainData, FunctionReply, FunctionRequest } from './function-protocol.js';
import { programErrorOf } from './program-error.js';
import { runnerOf } from './program-runner.js';
import { type Program, parameterTypes, resultType } from './programs.js';
import { settingsFromData } from './settings-data.js';
import { UserFunctions } from './user-functions.js';
import { decode } from './wire.js';

type Batch = (columns: readonly ColumnData[], rowCount: number) => ColumnData;

const { data } = threadData<FunctionMainData, never, never>();
installConsole(new SharedConsole(data.console));
SparkFiles.setRootDirectory(data.filesDirectory);
const channel = openChannel<FunctionRequest, FunctionReply>(data.end);
const functions = new UserFunctions();
const timeZones = new TimeZones();
const idToBatch = new Map<number, Batch>();

function define({ program: wire, settings }: Extract<FunctionRequest, { type: 'define' }>): Batch {
  let made: Batch | undefined;
  return (columns, rowCount) => {
    made ??= batchOf(
      decode(wire, shipped => functions.rebuild(shipped)),
      settingsFromData(settings, timeZones),
    );
    return made(columns, rowCount);
  };
}

function batchOf(program: Program, settings: ReturnType<typeof settingsFromData>): Batch {
  const run = runnerOf(program, settings);
  const types = parameterTypes(program);
  const type = resultType(program);
  return (columns, rowCount) => {
    const reads = columns.map((column, k) => valueReader(column, types[k]!));
    const row = new Array<Value>(reads.length);
    const results = new Array<Value>(rowCount);
    for (let i = 0; i < rowCount; i++) {
      for (let k = 0; k < row.length; k++) row[k] = reads[k]!(i);
      results[i] = run(row);
    }
    return packValues(rowCount, type, i => results[i]!);
  };
}

function replyTo(request: Extract<FunctionRequest, { type: 'run' }>): FunctionReply {
  try {
    return { type: 'column', column: idToBatch.get(request.id)!(request.columns, request.rowCount) };
  } catch (error) {
    return programErrorOf(error);
  }
}

channel.listen(request => {
  switch (request.type) {
    case 'define':
      idToBatch.set(request.id, define(request));
      return;
    case 'forget':
      idToBatch.delete(request.id);
      return;
    case 'run':
      return channel.send(replyTo(request));
    case 'takeUpdates':
      return channel.send({ type: 'updates', updates: functions.takeUpdates() });
  }
});
