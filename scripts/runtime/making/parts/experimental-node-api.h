/*
 * Included before better-sqlite3's own sources when it is compiled for Electron 33, whose Node (20.18) knows the
 * functions of Node-API 10 as experimental ones only. The npm package of Node's headers leaves out all that is
 * experimental, so what node-addon-api then relies on is declared here: without the post-finalizer it would release
 * values during garbage collection, which Node answers with an abort.
 */
#define NAPI_VERSION 2147483647 /* NAPI_VERSION_EXPERIMENTAL */
#include <js_native_api.h>

#define NODE_API_EXPERIMENTAL_HAS_POST_FINALIZER
EXTERN_C_START
NAPI_EXTERN napi_status NAPI_CDECL node_api_post_finalizer(node_api_basic_env env, napi_finalize finalize_cb,
                                                           void* finalize_data, void* finalize_hint);
EXTERN_C_END
