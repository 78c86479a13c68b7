/** What a session says before its first prompt. */
import type { SparkContext } from '../context/spark-context.js';
import { languageLine, logo } from '../submit/version-text.js';

export function banner(): string {
  return `${logo()}
${languageLine()}
Type in expressions to have them evaluated. Type :help for more information, :quit to leave.
`;
}

export function contextLines(sc: Pick<SparkContext, 'uiWebUrl' | 'master' | 'applicationId'>): string {
  const lines = sc.uiWebUrl === undefined ? [] : [`Spark context Web UI available at ${sc.uiWebUrl}`];
  lines.push(
    `Spark context available as 'sc' (master = ${sc.master}, app id = ${sc.applicationId}).`,
    `Spark session available as 'spark'.`,
    '',
  );
  return lines.join('\n');
}
