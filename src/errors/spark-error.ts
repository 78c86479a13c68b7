/** Errors that the person sees. Conditions, texts and SQLSTATEs come from `resources/error-conditions.json`, under Spark's names. */

const STACK_FRAMES = 500;

/** An error of Spark. `name` is the class that Spark would throw (`SparkException`, `AnalysisException`), printed before the message. */
export class SparkError extends Error {
  override readonly name: string;
  /** Spark's error condition, such as `DIVIDE_BY_ZERO`, when it has one. */
  readonly condition: string | undefined;
  readonly sqlState: string | undefined;
  readonly messageParameters: Readonly<Record<string, string>>;
  /** The stack is that of an executor, and names the person's places already. */
  hasMappedStack = false;

  constructor(
    name: string,
    message: string,
    details: { condition?: string; sqlState?: string; messageParameters?: Readonly<Record<string, string>>; cause?: unknown } = {},
  ) {
    // The person's line stands below the frames of the analyzer, which recurses into the plan.
    const limit = Error.stackTraceLimit;
    if (details.condition !== undefined) Error.stackTraceLimit = Math.max(limit, STACK_FRAMES);
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    Error.stackTraceLimit = limit;
    this.name = name;
    this.condition = details.condition;
    this.sqlState = details.sqlState;
    this.messageParameters = details.messageParameters ?? {};
  }
}

/** One line to the person at the prompt; no stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Our bug. The message says so and where to report it. */
export class InternalError extends Error {
  override readonly name = 'InternalError';
  constructor(message: string, cause?: unknown) {
    super(`${message}. This is a bug of ts-spark-shell; please report it with the statement that led here.`, { cause });
  }
}
