import { S3Client } from "@aws-sdk/client-s3";
import { s3UploadedFiles, type UploadedFiles } from "../../adapters/uploads/uploaded-files.ts";
import { s3UploadForms, type UploadForms } from "../../adapters/uploads/upload-forms.ts";
import type { Kit } from "./deps.ts";
import { environment } from "./environment.ts";

/** The kit of a function that hands out upload forms. */
export interface UploadFormKit extends Kit {
  readonly uploadForms: UploadForms;
}

/** The kit of a function that reads uploaded files. */
export interface UploadedFileKit extends Kit {
  readonly uploadedFiles: UploadedFiles;
}

export const withUploadForms = <K extends Kit>(kit: K): K & UploadFormKit => ({
  ...kit,
  uploadForms: s3UploadForms(new S3Client({}), environment().UPLOADS_BUCKET),
});

export const withUploadedFiles = <K extends Kit>(kit: K): K & UploadedFileKit => ({
  ...kit,
  uploadedFiles: s3UploadedFiles(new S3Client({}), environment().UPLOADS_BUCKET),
});
