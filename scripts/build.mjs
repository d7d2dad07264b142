// Builds the application unless these very sources were built before; npm test runs it beside other checks.
import { ensureBuilt } from './prepare.mjs';

ensureBuilt();
