/** Runs in Enketo's page: the form stands there as a server wrote it, and is shown once it can be used. */
import { Form } from 'enketo-core';

const modelStr = document.querySelector('#model').textContent;
const form = new Form(document.querySelector('form.or'), { modelStr });
window.faults = form.init();
document.querySelector('.main').style.display = '';
window.answerAt = performance.now();
