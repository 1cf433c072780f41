# Translations of the window. `ninja update_translations` brings the texts of the sources into the .ts files; the build
# compiles these and puts the result into tandem_ui as :/tandem/i18n.

set(translations_folder ${CMAKE_CURRENT_LIST_DIR})
set(compiled_folder ${CMAKE_CURRENT_BINARY_DIR}/i18n)
set(translations tandem_de tandem_en)
set(qm_files "")
set(qrc "<RCC><qresource prefix=\"/tandem/i18n\">")
file(MAKE_DIRECTORY ${compiled_folder})
foreach(name ${translations})
  add_custom_command(
    OUTPUT ${compiled_folder}/${name}.qm
    COMMAND Qt6::lrelease -silent ${translations_folder}/${name}.ts -qm ${compiled_folder}/${name}.qm
    DEPENDS ${translations_folder}/${name}.ts
    VERBATIM)
  list(APPEND qm_files ${compiled_folder}/${name}.qm)
  string(APPEND qrc "<file>${name}.qm</file>")
endforeach()
file(CONFIGURE OUTPUT ${compiled_folder}/tandem_i18n.qrc CONTENT "${qrc}</qresource></RCC>\n")
add_custom_command(
  OUTPUT ${compiled_folder}/qrc_tandem_i18n.cpp
  COMMAND Qt6::rcc --name tandem_i18n --output ${compiled_folder}/qrc_tandem_i18n.cpp
          ${compiled_folder}/tandem_i18n.qrc
  DEPENDS ${qm_files} ${compiled_folder}/tandem_i18n.qrc
  VERBATIM)
set_source_files_properties(${compiled_folder}/qrc_tandem_i18n.cpp PROPERTIES SKIP_AUTOGEN ON)
target_sources(tandem_ui PRIVATE ${compiled_folder}/qrc_tandem_i18n.cpp)

# The sentences of errors and the texts of settings stand in core, marked for lupdate.
set(translated_sources app/window_main.cpp ui core/base/error.cpp core/config/settings_table.cpp
                       core/config/relevance.cpp core/sweep/sweep_presets.cpp core/analysis/tsne_settings.cpp
                       core/augment/composition.cpp core/augment/operation_table.cpp core/augment/presets.cpp
                       core/augment/strength.cpp core/catalog/comparison.cpp core/report/health_text.cpp)
add_custom_target(
  update_translations
  COMMAND Qt6::lupdate -silent -no-obsolete -locations none -I ${CMAKE_SOURCE_DIR} ${translated_sources}
          -target-language de_DE -ts translations/tandem_de.ts
  COMMAND Qt6::lupdate -silent -no-obsolete -locations none -pluralonly -I ${CMAKE_SOURCE_DIR} ${translated_sources}
          -target-language en_US -ts translations/tandem_en.ts
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
  COMMENT "Bringing new texts into translations/*.ts"
  VERBATIM)
