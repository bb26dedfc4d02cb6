/**
 * The DOM's name for bytes, which `structured-headers` uses in its types. The platform compiles without the
 * DOM library, where the name would silently become `any`.
 */
type BufferSource = ArrayBufferView<ArrayBuffer> | ArrayBuffer;
