# `sam build` runs this, in a copy of the repository, because template.yaml says BuildMethod: makefile.
# Lambda finds the function's jars in lib/.
.PHONY: build-MessagesFunction
build-MessagesFunction:
	mvn -B -q -pl lambda-adapter -am -DskipTests clean package
	mkdir -p "$(ARTIFACTS_DIR)/lib"
	cp lambda-adapter/target/lib/*.jar "$(ARTIFACTS_DIR)/lib/"
