/** Puts `name => value` arguments in their places. */
import { quotedId } from '../../errors/quoted.js';
import { sparkErrorOf } from '../../errors/spark-error-of.js';
import type { FunctionRecord } from '../functions/function-record.js';
import type { Expression } from '../plan/index.js';
import { IntegerType, StringType } from '../types/index.js';
import { orderedSuggestions } from './suggest.js';

/** @throws SparkError NAMED_PARAMETERS_NOT_SUPPORTED, UNRECOGNIZED_PARAMETER_NAME, UNEXPECTED_POSITIONAL_ARGUMENT, DUPLICATE_ROUTINE_PARAMETER_ASSIGNMENT.* */
export function namedArguments(
  given: readonly Expression[],
  name: string,
  record: FunctionRecord,
  origin: Expression['origin'],
): readonly Expression[] {
  const routineName = quotedId(name);
  if (!given.some(each => each.kind === 'namedArgument')) {
    const { parameters, parameterDefaults } = record as { parameters?: readonly string[]; parameterDefaults?: readonly unknown[] };
    // Where parameters have defaults, one that has none is named when it is missing.
    if (
      parameters !== undefined &&
      parameterDefaults !== undefined &&
      given.length < parameters.length &&
      parameterDefaults[given.length] === undefined
    )
      throw missing(routineName, parameters[given.length]!, 0, origin);
    return given;
  }
  if (record.kind === 'refused' || record.parameters === undefined) {
    throw sparkErrorOf('NAMED_PARAMETERS_NOT_SUPPORTED', { functionName: routineName }, { origin });
  }
  const { parameters } = record;
  const result: Expression[] = [];
  let sawNamed = false;
  const placed = new Map<number, Expression>();
  given.forEach((each, i) => {
    if (each.kind !== 'namedArgument') {
      if (sawNamed)
        throw sparkErrorOf('UNEXPECTED_POSITIONAL_ARGUMENT', { routineName, parameterName: quotedId(parameters[i] ?? '') }, { origin });
      placed.set(i, each);
      return;
    }
    sawNamed = true;
    const place = parameters.findIndex(parameter => parameter.toLowerCase() === each.name.toLowerCase());
    if (place < 0) {
      const proposal = orderedSuggestions(
        each.name,
        1,
        parameters.map(parameter => [parameter]),
      )
        .slice(0, 3)
        .join(' ');
      throw sparkErrorOf('UNRECOGNIZED_PARAMETER_NAME', { routineName, argumentName: quotedId(each.name), proposal }, { origin });
    }
    if (placed.has(place)) {
      const kind =
        given[place]?.kind === 'namedArgument' || place >= given.length ? 'DOUBLE_NAMED_ARGUMENT_REFERENCE' : 'BOTH_POSITIONAL_AND_NAMED';
      throw sparkErrorOf(
        `DUPLICATE_ROUTINE_PARAMETER_ASSIGNMENT.${kind}`,
        { routineName, parameterName: quotedId(parameters[place]!) },
        { origin },
      );
    }
    placed.set(place, each.value);
  });
  const last = Math.max(...placed.keys());
  for (let place = 0; place <= last; place++) {
    const value = placed.get(place) ?? defaultOf(record.parameterDefaults?.[place]);
    if (value === undefined) {
      throw missing(routineName, parameters[place]!, place, origin);
    }
    result.push(value);
  }
  return result;
}

const missing = (routineName: string, parameter: string, index: number, origin: Expression['origin']) =>
  sparkErrorOf('REQUIRED_PARAMETER_NOT_FOUND', { routineName, parameterName: quotedId(parameter), index }, { origin });

const defaultOf = (value: string | number | null | undefined): Expression | undefined =>
  value === undefined
    ? undefined
    : Object.freeze({ kind: 'literal', value, dataType: typeof value === 'number' ? IntegerType : StringType });
