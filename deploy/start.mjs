// The entry of the image: node start.mjs <app> [what the app is told].
const APPS = [
  'gateway',
  'orchestrator',
  'agent-worker',
  'projector',
  'grader',
  'webhooks',
  'classifier',
  'local',
  'cli',
];

const [app = ''] = process.argv.splice(2, 1);
if (!APPS.includes(app)) {
  console.error(`there is no ${app === '' ? 'command' : app}: use any of ${APPS.join(', ')}`);
  process.exit(2);
}
await import(`./dist/apps/${app}/main.js`);
