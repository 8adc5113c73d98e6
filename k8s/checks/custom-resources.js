// Validates cert-manager's and KEDA's resources of a JSON list on standard input; the API server knows the others.
import { readFileSync } from "node:fs";
import * as certManager from "@kubernetes-models/cert-manager/cert-manager.io/v1";
import * as keda from "@kubernetes-models/keda/keda.sh/v1alpha1";

const schemas = { "cert-manager.io/v1": certManager, "keda.sh/v1alpha1": keda };
const resources = JSON.parse(readFileSync(0)).filter(({ apiVersion }) => apiVersion in schemas);
for (const resource of resources) {
  try {
    new schemas[resource.apiVersion][resource.kind](resource).validate();
  } catch (error) {
    console.error(`${resource.kind}/${resource.metadata.name}: ${error.message}`);
    process.exitCode = 1;
  }
}
console.log(`${resources.length} resources`);
