import path from 'node:path';
import { ProvisionError, type Part } from '../part.js';
import { runTool, type Tool } from '../run-tool.js';
import { differences, readSums, sumsOf } from '../sums.js';

const POM = path.resolve(import.meta.dirname, '../kafka/pom.xml');
const PINNED = path.resolve(import.meta.dirname, '../kafka/SHA256SUMS');
const JAVA: Tool = { command: 'java', fix: 'install a Java runtime, 17 or newer' };
const MAVEN: Tool = { command: 'mvn', fix: 'install Maven 3.8 or newer (https://maven.apache.org)' };

/** Apache Kafka's broker as the jars of Maven Central, without the scripts of its distribution. */
export const kafka: Part = {
  name: 'kafka',
  madeFrom: { files: [POM, PINNED], words: [] },
  async make(directory) {
    await runTool(JAVA, ['--version']);
    const what = ['-DincludeScope=runtime', `-DoutputDirectory=${directory}`];
    await runTool(MAVEN, ['-q', '-B', '-f', POM, 'dependency:copy-dependencies', ...what]);
    const wrong = differences(await readSums(PINNED), await sumsOf(directory));
    if (wrong.length > 0) throw new ProvisionError(`not what ${PINNED} says: ${wrong.join(', ')}`);
  },
};
