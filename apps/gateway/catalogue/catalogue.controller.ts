import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { architectures } from '#coordination';
import { EffectSchema, ParametersSchema, RoleSchema } from '#events';
import { TOOLS } from '#platform';
import { families } from '#tasks';
import type { Tool } from '#tools';
import { z } from 'zod';
import { Documented } from '../openapi/documented.decorator.js';

const ParameterSchema = z
  .object({
    name: z.string(),
    meaning: z.string(),
    default: z.number(),
    min: z.number(),
    max: z.number(),
    source: z.enum(['paper', 'ours']),
  })
  .meta({ id: 'ArchitectureParameter' });
const ArchitectureSchema = z
  .object({
    name: z.string(),
    description: z.string(),
    parameters: z.array(ParameterSchema),
    preset: ParametersSchema.meta({ description: "the paper's values" }),
    team: z.array(z.object({ agentId: z.string(), role: RoleSchema })),
  })
  .meta({ id: 'Architecture' });
const SystemsSchema = z.object({ architectures: z.array(ArchitectureSchema) }).meta({ id: 'Systems' });

const FamilySchema = z
  .object({
    name: z.string(),
    description: z.string(),
    levels: z.array(z.int()),
    size: z.int().meta({ description: 'different tasks that one seed has at least' }),
  })
  .meta({ id: 'TaskFamily' });
const ToolInfoSchema = z
  .object({ name: z.string(), description: z.string(), effect: EffectSchema })
  .meta({ id: 'ToolInfo' });
const TasksSchema = z.object({ families: z.array(FamilySchema), tools: z.array(ToolInfoSchema) }).meta({ id: 'Tasks' });

@ApiTags('catalogue')
@Controller('v1')
export class CatalogueController {
  constructor(@Inject(TOOLS) private readonly tools: readonly Tool[]) {}

  @Get('systems')
  @Documented({
    id: 'listSystems',
    summary: 'Architectures with their parameters',
    answer: { description: 'All of them', schema: SystemsSchema },
  })
  systems(): unknown {
    return { architectures: architectures() };
  }

  @Get('tasks')
  @Documented({
    id: 'listTasks',
    summary: 'Families of generated tasks, and the tools that tasks may name',
    answer: { description: 'All of them', schema: TasksSchema },
  })
  tasks(): z.infer<typeof TasksSchema> {
    return {
      families: families().map(({ name, description, levels, size }) => ({
        name,
        description,
        levels: [...levels],
        size,
      })),
      tools: this.tools.map(({ definition: { name, description, effect } }) => ({ name, description, effect })),
    };
  }
}
