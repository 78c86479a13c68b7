/** Dates, timestamps, intervals, as functions of columns. The parameters are PySpark's. */
import { Column, type ColumnOrName, type Operand, operandOf } from '../column.js';
import { call, type Expression, operator, stringLiteral } from '../plan/index.js';
import { fn } from './function-shape.js';

const expressionOf = (value: ColumnOrName | Operand): Expression =>
  typeof value === 'string' ? new Column(value).expression : operandOf(value as Operand);

type Field = ColumnOrName | Exclude<Operand, string>;

const calledWith = (name: string, args: readonly (Field | undefined)[]): Column =>
  new Column(
    call(
      name,
      args.filter(arg => arg !== undefined).map(arg => expressionOf(arg)),
    ),
  );

/** From six fields and a time zone, or else from a date, a time of day and a time zone. */
const fromFields =
  (name: string) =>
  (
    years?: Field,
    months?: Field,
    days?: Field,
    hours?: Field,
    mins?: Field,
    secs?: Field,
    timezone?: Field,
    date?: Field,
    time?: Field,
  ): Column =>
    calledWith(name, date === undefined ? [years, months, days, hours, mins, secs, timezone] : [date, time, timezone]);

/** As `fromFields`, without a time zone. */
const fromLocalFields =
  (name: string) =>
  (years?: Field, months?: Field, days?: Field, hours?: Field, mins?: Field, secs?: Field, date?: Field, time?: Field): Column =>
    calledWith(name, date === undefined ? [years, months, days, hours, mins, secs] : [date, time]);

export const make_timestamp = fromFields('make_timestamp');
export const make_timestamp_ntz = fromLocalFields('make_timestamp_ntz');
export const try_make_timestamp = fromFields('try_make_timestamp');
export const try_make_timestamp_ntz = fromLocalFields('try_make_timestamp_ntz');
/** @param sourceTz the session's zone when there is none */
export const convert_timezone = (sourceTz: Operand | null | undefined, targetTz: Operand, sourceTs: ColumnOrName): Column =>
  new Column(
    call('convert_timezone', [
      ...(sourceTz === null || sourceTz === undefined ? [] : [operandOf(sourceTz)]),
      operandOf(targetTz),
      expressionOf(sourceTs),
    ]),
  );
export const add_months = fn('add_months', 'column', 'column');
export const curdate = fn('curdate');
export const current_date = fn('current_date');
export const current_time = fn('current_time', 'value?');
export const current_timestamp = fn('current_timestamp');
export const current_timezone = fn('current_timezone');
export const date_add = fn('date_add', 'column', 'column');
export const date_diff = fn('date_diff', 'column', 'column');
export const date_format = fn('date_format', 'column', 'value');
export const date_from_unix_date = fn('date_from_unix_date', 'column');
export const date_part = fn('date_part', 'value', 'column');
export const date_sub = fn('date_sub', 'column', 'column');
export const date_trunc = fn('date_trunc', 'value', 'column');
export const dateadd = fn('dateadd', 'column', 'column');
export const datediff = fn('datediff', 'column', 'column');
export const datepart = fn('datepart', 'value', 'column');
export const day = fn('day', 'column');
export const dayname = fn('dayname', 'column');
export const dayofmonth = fn('dayofmonth', 'column');
export const dayofweek = fn('dayofweek', 'column');
export const dayofyear = fn('dayofyear', 'column');
export const extract = fn('extract', 'value', 'column');
export const from_unixtime = fn('from_unixtime', 'column', 'value?');
export const from_utc_timestamp = fn('from_utc_timestamp', 'column', 'value');
export const hour = fn('hour', 'column');
export const last_day = fn('last_day', 'column');
export const localtimestamp = fn('localtimestamp');
export const make_date = fn('make_date', 'column', 'column', 'column');
export const make_dt_interval = fn('make_dt_interval', 'column?', 'column?', 'column?', 'column?');
export const make_interval = fn('make_interval', 'column?', 'column?', 'column?', 'column?', 'column?', 'column?', 'column?');
export const make_time = fn('make_time', 'column', 'column', 'column');
export const make_timestamp_ltz = fn('make_timestamp_ltz', 'column', 'column', 'column', 'column', 'column', 'column', 'column?');
export const make_ym_interval = fn('make_ym_interval', 'column?', 'column?');
export const minute = fn('minute', 'column');
export const month = fn('month', 'column');
export const monthname = fn('monthname', 'column');
export const months_between = fn('months_between', 'column', 'column', 'value?');
export const next_day = fn('next_day', 'column', 'value');
export const now = fn('now');
export const quarter = fn('quarter', 'column');
export const second = fn('second', 'column');
export const time_bucket = fn('time_bucket', 'value', 'column', 'value?');
export const time_diff = fn('time_diff', 'column', 'column', 'column');
export const time_from_micros = fn('time_from_micros', 'column');
export const time_from_millis = fn('time_from_millis', 'column');
export const time_from_seconds = fn('time_from_seconds', 'column');
export const time_to_micros = fn('time_to_micros', 'column');
export const time_to_millis = fn('time_to_millis', 'column');
export const time_to_seconds = fn('time_to_seconds', 'column');
export const time_trunc = fn('time_trunc', 'column', 'column');
/** `unit` as in `timestampadd(YEAR, 1, ts)` of SQL. */
export const timestamp_add = (unit: string, quantity: ColumnOrName | Operand, ts: ColumnOrName): Column =>
  new Column(operator('timestampadd', [stringLiteral(unit), expressionOf(quantity), expressionOf(ts)]));
export const timestamp_diff = (unit: string, start: ColumnOrName, end: ColumnOrName): Column =>
  new Column(operator('timestampdiff', [stringLiteral(unit), expressionOf(start), expressionOf(end)]));
export const timestamp_micros = fn('timestamp_micros', 'column');
export const timestamp_millis = fn('timestamp_millis', 'column');
export const timestamp_nanos = fn('timestamp_nanos', 'column');
export const timestamp_seconds = fn('timestamp_seconds', 'column');
export const to_date = fn('to_date', 'column', 'value?');
export const to_time = fn('to_time', 'column', 'column?');
export const to_timestamp = fn('to_timestamp', 'column', 'value?');
export const to_timestamp_ltz = fn('to_timestamp_ltz', 'column', 'column?');
export const to_timestamp_ntz = fn('to_timestamp_ntz', 'column', 'column?');
export const to_unix_timestamp = fn('to_unix_timestamp', 'column', 'column?');
export const to_utc_timestamp = fn('to_utc_timestamp', 'column', 'value');
export const trunc = fn('trunc', 'column', 'value');
export const try_make_interval = fn('try_make_interval', 'column?', 'column?', 'column?', 'column?', 'column?', 'column?', 'column?');
export const try_make_timestamp_ltz = fn('try_make_timestamp_ltz', 'column', 'column', 'column', 'column', 'column', 'column', 'column?');
export const try_to_date = fn('try_to_date', 'column', 'value?');
export const try_to_time = fn('try_to_time', 'column', 'column?');
export const try_to_timestamp = fn('try_to_timestamp', 'column', 'column?');
export const unix_date = fn('unix_date', 'column');
export const unix_millis = fn('unix_millis', 'column');
export const unix_micros = fn('unix_micros', 'column');
export const unix_nanos = fn('unix_nanos', 'column');
export const unix_seconds = fn('unix_seconds', 'column');
export const unix_timestamp = fn('unix_timestamp', 'column?', 'value?');
export const weekday = fn('weekday', 'column');
export const weekofyear = fn('weekofyear', 'column');
export const year = fn('year', 'column');
