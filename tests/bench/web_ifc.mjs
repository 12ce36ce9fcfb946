// All meshes of one model by web-ifc, as a viewer would ask for them: node web_ifc.mjs FOLDER MODEL
import fs from 'node:fs';
import { createRequire } from 'node:module';

const [folder, path] = process.argv.slice(2);
const web = createRequire(`${folder}/`)('web-ifc');
const api = new web.IfcAPI();
await api.Init();
const start = performance.now();
const model = api.OpenModel(new Uint8Array(fs.readFileSync(path)));
let elements = 0;
let triangles = 0;
api.StreamAllMeshes(model, (mesh) => {
  elements += 1;
  for (let i = 0; i < mesh.geometries.size(); i += 1) {
    const shape = api.GetGeometry(model, mesh.geometries.get(i).geometryExpressID);
    api.GetVertexArray(shape.GetVertexData(), shape.GetVertexDataSize());
    triangles += api.GetIndexArray(shape.GetIndexData(), shape.GetIndexDataSize()).length / 3;
    shape.delete();
  }
});
console.log(JSON.stringify({ elements, triangles, took: (performance.now() - start) / 1000 }));
