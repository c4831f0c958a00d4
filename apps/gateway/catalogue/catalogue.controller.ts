import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { architectures, presets } from '#coordination';
import { EffectSchema, ParametersSchema, RoleSchema } from '#events';
import { TOOLS } from '#platform';
import { families } from '#tasks';
import type { ToolCatalogue } from '#tools';
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
/** What a request may say, as the body of `POST /v1/runs` describes it: with defaults left out. */
const SystemSchema = z.unknown().meta({ $ref: '#/components/schemas/SystemRequest' });
const PresetSchema = z
  .object({
    name: z.string().meta({ description: 'what `system.preset` of a run may say' }),
    description: z.string(),
    source: z.enum(['paper', 'ours']).meta({ description: 'whose team it is' }),
    system: SystemSchema,
  })
  .meta({ id: 'Preset' });
const SystemsSchema = z
  .object({ architectures: z.array(ArchitectureSchema), presets: z.array(PresetSchema) })
  .meta({ id: 'Systems' });

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
const ToolSourceSchema = z
  .object({
    name: z.string(),
    ready: z.boolean().meta({ description: 'whether its tools can be called now' }),
    problems: z.array(z.string()).meta({ description: 'what keeps it or one of its tools from being used' }),
  })
  .meta({ id: 'ToolSource' });
const TasksSchema = z
  .object({
    families: z.array(FamilySchema),
    tools: z.array(ToolInfoSchema),
    toolSources: z.array(ToolSourceSchema).meta({ description: 'tool servers and HTTP tools of this installation' }),
  })
  .meta({ id: 'Tasks' });

@ApiTags('catalogue')
@Controller('v1')
export class CatalogueController {
  constructor(@Inject(TOOLS) private readonly catalogue: ToolCatalogue) {}

  @Get('systems')
  @Documented({
    id: 'listSystems',
    summary: 'Architectures with their parameters, and systems to start from',
    answer: { description: 'All of them', schema: SystemsSchema },
  })
  systems(): unknown {
    return { architectures: architectures(), presets: presets() };
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
      tools: this.catalogue.tools().map(({ definition: { name, description, effect } }) => ({
        name,
        description,
        effect,
      })),
      toolSources: this.catalogue
        .sources()
        .map(({ name, ready, problems }) => ({ name, ready, problems: [...problems] })),
    };
  }
}
