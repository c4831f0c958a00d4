import type { PlannedFact, ReferencePlan } from '../../task.js';
import { INVENTORY } from './books.js';
import { formulaText, parseFormula, parsePortion, portionText } from './formula-text.js';
import { misreadRecipe, misreadStock } from './misreadings.js';
import { craftingAnswerText } from './plan-text.js';
import { shortestPlan } from './planner.js';
import type { Problem } from './problem.js';
import { relevantTo } from './relevant.js';
import { merged } from './supplies.js';
import type { Portion, Recipe, Workshop } from './workshop.js';
import { stockId } from './workshop-text.js';

export function referencePlan(problem: Problem): ReferencePlan {
  const facts = factsOf(problem);
  return {
    facts,
    derivations: [],
    answerText: craftingAnswerText(problem.possible ? { kind: 'plan', steps: problem.plan } : { kind: 'impossible' }),
    answerOf: (values) => {
      const steps = shortestPlan(believed(problem.workshop.wanted, values));
      if (steps !== undefined) return craftingAnswerText({ kind: 'plan', steps });
      return facts.every(({ id }) => values.has(id)) ? craftingAnswerText({ kind: 'impossible' }) : undefined;
    },
    check: { tool: 'simulate', argument: 'plan' },
  };
}

function factsOf(problem: Problem): readonly PlannedFact[] {
  const { workshop } = problem;
  const { recipes, items } = relevantTo(problem);
  const lines = workshop.stock.flatMap((portion, index) => (items.has(portion.item) ? [{ portion, index }] : []));
  return [
    ...recipes.map((recipe) => recipeFact(recipe, workshop)),
    ...lines.map(({ portion, index }) => stockFact(portion, stockId(index), workshop)),
  ];
}

const recipeFact = (recipe: Recipe, workshop: Workshop): PlannedFact => ({
  id: recipe.id,
  question: `What does one craft of recipe ${recipe.id} (${recipe.makes.item}) take, and how many does it make?`,
  value: formulaText(recipe),
  lookAlikes: misreadRecipe(recipe, workshop),
  lookups: [{ tool: 'recipes', arguments: { item: recipe.makes.item } }],
});

const stockFact = (portion: Portion, id: string, workshop: Workshop): PlannedFact => ({
  id,
  question: `How many units of ${portion.item} are in the inventory?`,
  value: portionText(portion),
  lookAlikes: misreadStock(portion, workshop),
  lookups: [{ tool: 'read_document', arguments: { documentId: INVENTORY } }],
});

/** The workshop as somebody sees it who takes facts for these texts, in the order of their ids; others are not there. */
function believed(wanted: Portion, values: ReadonlyMap<string, string>): Workshop {
  const known = [...values].sort(([one], [other]) => numberIn(one) - numberIn(other));
  return {
    stock: merged(known.flatMap(([, text]) => parsePortion(text) ?? [])),
    recipes: known.flatMap(([id, text]) => recipesIn(id, text)),
    wanted,
  };
}

function recipesIn(id: string, text: string): readonly Recipe[] {
  const formula = parseFormula(text);
  return formula === undefined ? [] : [{ id, ...formula }];
}

const numberIn = (id: string): number => Number(id.replace(/\D/g, ''));
