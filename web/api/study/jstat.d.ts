// jStat brings no types: those of the functions that are used here.
declare module "jstat" {
  const jStat: {
    studentt: { inv(probability: number, degreesOfFreedom: number): number };
    /** Regularised incomplete beta function I_x(a, b). */
    ibeta(x: number, a: number, b: number): number;
  };
  export default jStat;
}
