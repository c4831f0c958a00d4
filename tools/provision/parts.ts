import type { Part, PartName } from './part.js';
import { collector } from './parts/collector.js';
import { jaeger } from './parts/jaeger.js';
import { kafka } from './parts/kafka.js';
import { postgres } from './parts/postgres.js';
import { python } from './parts/python.js';

export const PARTS: Readonly<Record<PartName, Part>> = { collector, jaeger, kafka, postgres, python };
