import { userInfo } from 'node:os';

/** The name of whoever is logged in; a user that has none (in a container, say) is named by number. */
export function currentUser(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${String(process.getuid?.())}`;
  }
}
