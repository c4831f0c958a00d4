import { TranscriptSchema, type Transcript } from './message.js';

/** Other words for the same trade, other names for agents, tools, fields and identifiers. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\border/g, 'booking'],
  [/\bOrder/g, 'Booking'],
  [/_order/g, '_booking'],
  [/order_/g, 'booking_'],
  [/#W(\d)/g, '#BK$1'],
  [/product/g, 'ware'],
  [/Product/g, 'Ware'],
  [/\bitem/g, 'article'],
  [/_item/g, '_article'],
  [/refund/g, 'reimbursement'],
  [/\bassistant\b/g, 'desk-clerk'],
  [/worker-/g, 'scout-'],
  [/orchestrator/g, 'captain'],
  [/peer-/g, 'mate-'],
  [/\bgift_card/g, 'voucher'],
  [/\bgift card/g, 'voucher'],
  [/\bpaypal/g, 'fastpay'],
  [/\bPayPal/g, 'FastPay'],
];

/** The same run told with other names and phrases, wherever they stand in it. */
export function renamed(transcript: Transcript): Transcript {
  const { mistake_agent: agent, ...rest } = transcript;
  const told = WORDS.reduce(
    (text, [from, to]) => text.replace(from, to),
    JSON.stringify({ ...rest, mistake_agent: agent }),
  );
  return { ...TranscriptSchema.parse(JSON.parse(told)), category: transcript.category };
}
