export { translatedProblem } from '../../shared/texts/translatedProblem';
