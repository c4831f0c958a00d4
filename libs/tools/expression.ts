import type { MathJsInstance, MathNode } from 'mathjs';

export type Evaluation = { readonly ok: string } | { readonly problem: string };

const FUNCTIONS = new Set(
  'abs cbrt ceil exp fix floor log log10 log2 max mean median min mod pow round sign sqrt sum to unit'.split(' '),
);
const OPERATORS = new Set('add subtract multiply divide pow mod unaryMinus unaryPlus to'.split(' '));
const NODES = new Set(['ArrayNode', 'ConstantNode', 'FunctionNode', 'OperatorNode', 'ParenthesisNode', 'SymbolNode']);

/** Digits that are calculated with, and digits that are shown: sums of decimals come out exact, thirds are cut. */
const PRECISION = 64;
const SHOWN = 32;
/** Larger powers of ten overflow to an error, so that no expression can grow beyond reason. */
const MAX_EXPONENT = 999;

/**
 * Evaluates an arithmetic expression with decimal numbers and units. Only what is listed here may be used: nothing that
 * defines, imports or evaluates.
 */
export async function evaluateExpression(expression: string): Promise<Evaluation> {
  const math = await calculatorMath();
  try {
    const node = math.parse(expression);
    const problem = forbiddenIn(node);
    return problem === undefined ? shown(math, node.compile().evaluate()) : { problem };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      problem: `${reason}. Write numbers without thousands separators and currency signs, as in (1234.5 - 1000) / 2.`,
    };
  }
}

let loaded: Promise<MathJsInstance> | undefined;

/** The library is large: it is loaded by the first calculation. */
async function calculatorMath(): Promise<MathJsInstance> {
  loaded ??= import('mathjs').then(({ create, all = {} }) => {
    const math = create(all, { number: 'BigNumber', precision: PRECISION });
    const decimals = math.bignumber(0).constructor as unknown as DecimalClass;
    decimals.set({ maxE: MAX_EXPONENT, minE: -MAX_EXPONENT });
    return math;
  });
  return loaded;
}

/** What mathjs' types leave out: the class behind its decimals can be configured. */
interface DecimalClass {
  set(limits: { readonly maxE: number; readonly minE: number }): void;
}

function forbiddenIn(root: MathNode): string | undefined {
  let problem: string | undefined;
  root.traverse((node) => {
    problem ??= forbidden(node);
  });
  return problem;
}

function forbidden(node: MathNode & { readonly name?: unknown; readonly fn?: unknown }): string | undefined {
  if (!NODES.has(node.type)) return `only arithmetic is allowed, no ${node.type.replace(/Node$/, '').toLowerCase()}`;
  if (node.type === 'FunctionNode' && !FUNCTIONS.has(String(node.name))) {
    return `there is no function "${String(node.name)}" here; use one of ${[...FUNCTIONS].join(', ')}`;
  }
  if (node.type === 'OperatorNode' && !OPERATORS.has(String(node.fn))) {
    return `the operator "${String(node.fn)}" is not allowed; use + - * / ^ % mod to`;
  }
  return undefined;
}

function shown(math: MathJsInstance, value: unknown): Evaluation {
  if (math.isBigNumber(value) && !value.isFinite()) {
    return { problem: 'the result is not a finite number: check for a division by zero' };
  }
  if (!math.isBigNumber(value) && !math.isUnit(value)) {
    return { problem: `the result must be one real number or quantity, but it is a ${math.typeOf(value)}` };
  }
  const upperExp = SHOWN + 1;
  return { ok: math.format(value, { precision: SHOWN, lowerExp: -upperExp, upperExp }) };
}
