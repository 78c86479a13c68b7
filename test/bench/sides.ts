import { join } from 'node:path';
import { shellProgram } from '../support/at-terminal.js';
import type { Side } from './bench.js';

export function ourSide(master: string): Side {
  const { command, args = [], env = {}, prompt } = shellProgram('--master', master);
  return {
    name: 'ours',
    command,
    args,
    env,
    prompt,
    prelude: `function bench(name: string, runs: number, body: () => unknown) {
  for (let run = 0; run < runs; run++) {
    const start = performance.now()
    const cpu = process.cpuUsage()
    const answer = body()
    const { user, system } = process.cpuUsage(cpu)
    console.log(\`BENCH \${name} \${((performance.now() - start) / 1000).toFixed(4)} \${((user + system) / 1e6).toFixed(4)} \${answer}\`)
  }
}`,
    print: text => `console.log(${JSON.stringify(text)})`,
    call: ({ name, runs }, expression) => `bench(${JSON.stringify(name)}, ${runs}, () => ${expression})`,
    oneLiner: { text: 'sc.range(1000).count()', answer: 'res0: number = 1000' },
  };
}

export function sparkSide(sparkHome: string, master: string): Side {
  return {
    name: 'spark',
    command: join(sparkHome, 'bin', 'spark-shell'),
    args: ['--master', master, '--driver-memory', '8g'],
    env: { SPARK_HOME: sparkHome },
    prompt: /(?:^|\n)scala> $/,
    prelude: `val system = java.lang.management.ManagementFactory.getOperatingSystemMXBean.asInstanceOf[com.sun.management.OperatingSystemMXBean]
def bench[T](name: String, runs: Int)(body: => T): Unit = for (_ <- 1 to runs) { val start = System.nanoTime; val cpu = system.getProcessCpuTime; val answer = body; println(f"BENCH $name \${(System.nanoTime - start) / 1e9}%.4f \${(system.getProcessCpuTime - cpu) / 1e9}%.4f $answer") }`,
    print: text => `println(${JSON.stringify(text)})`,
    call: ({ name, runs }, expression) => `bench(${JSON.stringify(name)}, ${runs}) { ${expression} }`,
    oneLiner: { text: 'sc.range(0, 1000).count()', answer: 'res0: Long = 1000' },
  };
}
