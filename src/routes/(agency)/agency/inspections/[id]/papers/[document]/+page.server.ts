import { loadSigning, signingActions } from '../../../../../../paper-signing-actions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = loadSigning('inspectionId');

export const actions: Actions = signingActions;
