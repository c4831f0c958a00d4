export { officeSandboxContract, type OfficeSandboxHarness } from './office-sandbox.contract.js';
