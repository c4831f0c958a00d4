import type { ExpandedSystem } from '#coordination';
import type { ModelSpec } from '#events';
import { missingKey, RATES, unsupportedIn, VENDORS } from '#llm';
import type { FieldError } from '../http/problem.js';
import { OPENAI_COMPATIBLE, REHEARSAL, type PlanSettings } from './plan-settings.js';

/** A model and where the request names it. */
interface NamedModel {
  readonly field: string;
  readonly model: Pick<ModelSpec, 'provider' | 'model' | 'baseUrl' | 'parameters'>;
}
/** What a model has to fit besides itself. `planned`: the task has a reference plan. */
type Surroundings = Pick<PlanSettings, 'providers' | 'hasModelServer'> & { readonly planned: boolean };

/** What keeps the models that the run would ask from answering, as far as it can be known beforehand. */
export const modelErrors = (
  system: ExpandedSystem,
  settings: PlanSettings,
  { planned }: { readonly planned: boolean },
): readonly FieldError[] =>
  namedModels(system, settings.defaultModel).flatMap((named) => errorsOf(named, { ...settings, planned }));

function namedModels({ model, agents }: ExpandedSystem, defaultModel: ModelSpec): readonly NamedModel[] {
  const ofAgents = (agents ?? []).flatMap((agent, index) =>
    agent.model === undefined ? [] : withFallbacks(`system.agents[${index}].model`, agent.model),
  );
  const isShared = agents?.every((agent) => agent.model !== undefined) !== true;
  const shared = model ?? (isShared ? defaultModel : undefined);
  return [...(shared === undefined ? [] : withFallbacks('system.model', shared)), ...ofAgents];
}

const withFallbacks = (field: string, model: ModelSpec): readonly NamedModel[] => [
  { field, model },
  ...(model.fallbacks ?? []).map((fallback, index) => ({
    field: `${field}.fallbacks[${index}]`,
    model: { ...(fallback.provider === model.provider && { baseUrl: model.baseUrl }), parameters: {}, ...fallback },
  })),
];

function errorsOf(named: NamedModel, surroundings: Surroundings): readonly FieldError[] {
  const { field, model } = named;
  if (!surroundings.providers.includes(model.provider)) {
    return [{ field: `${field}.provider`, message: noProvider(model.provider, surroundings) }];
  }
  if (model.provider === REHEARSAL) return rehearsalErrors(named, surroundings);
  const unsupported = unsupportedIn(model).map((one) => ({ ...one, field: `${field}.${one.field}` }));
  return model.provider === OPENAI_COMPATIBLE ? [...unsupported, ...addressErrors(named, surroundings)] : unsupported;
}

function noProvider(name: string, { providers }: Surroundings): string {
  const vendor = VENDORS.find((known) => known === name);
  return vendor === undefined
    ? `"${name}" is not known here: use one of ${providers.join(', ')}`
    : `is not available: ${missingKey(vendor)}`;
}

function rehearsalErrors({ field, model }: NamedModel, { planned }: Surroundings): readonly FieldError[] {
  if (!Object.hasOwn(RATES, model.model)) {
    const known = Object.keys(RATES).join(', ');
    return [{ field: `${field}.model`, message: `"${model.model}" is no rehearsal model: use one of ${known}` }];
  }
  if (planned) return [];
  const message =
    'is rehearsed, which works for generated tasks only: name a real model (or set PARLEY_BASE_URL and PARLEY_MODEL), or give taskRef instead of task';
  return [{ field, message }];
}

/** A vendor's or a local server's model has to be somewhere. */
function addressErrors({ field, model }: NamedModel, { hasModelServer }: Surroundings): readonly FieldError[] {
  if (hasModelServer || model.baseUrl !== undefined) return [];
  const message = "is missing: give the server's address, or set PARLEY_BASE_URL and PARLEY_MODEL";
  return [{ field: `${field}.baseUrl`, message }];
}
