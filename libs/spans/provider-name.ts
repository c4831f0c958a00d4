/** The conventions' name of a provider; what they have no other name for is called as the system calls it. */
export const providerNameOf = (provider: string): string => (provider === 'google' ? 'gcp.gemini' : provider);
