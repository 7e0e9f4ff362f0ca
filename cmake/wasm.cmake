# What Emscripten makes: the module that the page, the workers and Node import, and tests, golden runs and benchmarks for Node.

# Hot kernels stay functions of their own: browsers compile what is called often.
set(keep_kernels_apart -sBINARYEN_EXTRA_PASSES=--one-caller-inline-max-function-size=0)

# One module for images and one for texts: whoever trains one kind loads none of the other's code. They differ in one
# source, which defines in the library's place what the other kind begins with, so that the linker leaves out the rest.
add_library(pretext_bindings OBJECT src/wasm/bindings.cpp src/wasm/core.cpp)
target_include_directories(pretext_bindings PUBLIC src)
target_link_libraries(pretext_bindings PUBLIC pretext)
target_compile_options(pretext_bindings PUBLIC -Oz)
set(images_module pretext)
set(texts_module pretext-texts)
foreach(subject images texts)
  add_executable(pretext_${subject} src/wasm/${subject}.cpp)
  target_link_libraries(pretext_${subject} PRIVATE pretext_bindings)
  set_target_properties(pretext_${subject} PROPERTIES OUTPUT_NAME ${${subject}_module} SUFFIX .mjs)
  target_link_options(
    pretext_${subject}
    PRIVATE
    -Oz # Binaryen makes it small as well; what is fast in it was made so by the compiler
    ${keep_kernels_apart}
    -lembind
    --no-entry
    --emit-tsd=${${subject}_module}.d.mts
    -sMODULARIZE
    -sEXPORT_ES6
    -sENVIRONMENT=web,worker,node
    -sALLOW_MEMORY_GROWTH
    -sSTACK_SIZE=1MB
    -sFILESYSTEM=0
    -sMALLOC=emmalloc # smaller; nothing is allocated in a training step
    -sSUPPORT_LONGJMP=0
    -sDYNAMIC_EXECUTION=0 # the page's content security policy has no 'unsafe-eval'
  )
endforeach()
add_custom_target(pretext_wasm DEPENDS pretext_images pretext_texts grammar)

# Programs for Node alone, which see its file system. They are CommonJS, unlike the package around them.
file(WRITE ${CMAKE_BINARY_DIR}/package.json "{ \"type\": \"commonjs\" }\n")
foreach(program golden grammar pretext_tests)
  if(TARGET ${program})
    target_link_options(
      ${program}
      PRIVATE
      -lnodefs.js
      -lnoderawfs.js
      -sENVIRONMENT=node
      -sALLOW_MEMORY_GROWTH
      -sSTACK_SIZE=1MB
      -sEXIT_RUNTIME
      -O1) # Binaryen's passes over a program take long, and make one that is run once hardly faster
  endif()
endforeach()
if(TARGET pretext_bench)
  # A module for Node and browsers alike, which gets its images as a file in memory.
  set_target_properties(pretext_bench PROPERTIES SUFFIX .mjs)
  target_link_options(
    pretext_bench
    PRIVATE
    ${keep_kernels_apart}
    -sMODULARIZE
    -sEXPORT_ES6
    -sENVIRONMENT=web,worker,node
    --profiling-funcs # a profile names its kernels
    -sFORCE_FILESYSTEM
    -sEXPORTED_RUNTIME_METHODS=FS
    -sALLOW_MEMORY_GROWTH
    -sSTACK_SIZE=1MB)
endif()
if(TARGET pretext_tests)
  # doctest ends a failing test case by throwing.
  target_compile_options(pretext_tests PRIVATE -fwasm-exceptions -fno-rtti) # the library's layers, which theirs extend, have none
  target_link_options(pretext_tests PRIVATE -fwasm-exceptions)
endif()
