/** Every member of Spark's RDD API is there, or the docs say why not. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rddApi } from './api-table.js';
import { sparkMembers } from './spark-members.js';

const DOC = new URL('../../../docs/rdd-api.md', import.meta.url);

describe('the RDD API', () => {
  it.each(Object.keys(sparkMembers))('%s has each member of Spark, or a reason why not', className => {
    expect(
      rddApi
        .membersOf(className)
        .filter(member => member.status === 'missing')
        .map(member => member.name),
    ).toEqual([]);
  });

  it('gives no reason for what is there', () => {
    expect(rddApi.staleReasons()).toEqual([]);
  });

  it('is what docs/rdd-api.md says', () => {
    if (process.env.UPDATE_DOCS === '1') writeFileSync(DOC, rddApi.document());
    expect(existsSync(DOC) ? readFileSync(DOC, 'utf8') : '').toBe(rddApi.document());
  });
});
