/** Sends a request of OTLP as JSON; gives the status. */
export async function sendOtlp(endpoint: string, signal: 'traces' | 'metrics', request: object): Promise<number> {
  const response = await fetch(`${endpoint}/v1/${signal}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  await response.body?.cancel();
  return response.status;
}
