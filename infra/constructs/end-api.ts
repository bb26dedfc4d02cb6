import { RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import * as gateway from "aws-cdk-lib/aws-apigatewayv2";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import * as logs from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { End, UseCaseContract } from "../../functions/kit/contract.ts";
import type { Deployment } from "../config.ts";

/** Who asked for what and how it ended; no query and no body, which may name persons. */
const ACCESS_LOG_FORMAT = AccessLogFormat.custom(
  JSON.stringify({
    requestId: "$context.requestId",
    time: "$context.requestTime",
    route: "$context.routeKey",
    status: "$context.status",
    authorizerError: "$context.authorizer.error",
    latencyMs: "$context.responseLatency",
  }),
);

/** The HTTP API of one end, with its authorizer and access log; routes are added by contract. */
export class EndApi extends Construct {
  readonly api: gateway.HttpApi;
  private readonly authorizer: HttpJwtAuthorizer;

  constructor(scope: Construct, id: string, end: End, deployment: Deployment) {
    super(scope, id);
    this.api = new gateway.HttpApi(this, "Api", {
      apiName: `xiaowai-${end}`,
      description: `Xiaowai, ${end} end`,
      createDefaultStage: false,
    });
    const accessLog = new logs.LogGroup(this, "AccessLog", {
      retention: deployment.logRetention,
      removalPolicy: deployment.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    new gateway.HttpStage(this, "Stage", {
      httpApi: this.api,
      stageName: "$default",
      autoDeploy: true,
      throttle: {
        rateLimit: deployment.requestsPerSecond,
        burstLimit: deployment.requestsPerSecond,
      },
      accessLogSettings: {
        destination: new gateway.LogGroupLogDestination(accessLog),
        format: ACCESS_LOG_FORMAT,
      },
    });
    this.authorizer = new HttpJwtAuthorizer("Jwt", deployment.issuer, {
      jwtAudience: [deployment.audience],
    });
  }

  /**
   * Leads to a function, from the stack in which that stands. Tokens are checked at the gateway; signatures and
   * public calls pass to the function.
   */
  addRoute(contract: UseCaseContract, handler: IFunction): void {
    const role = contract.access.role;
    const open = role === "anyone" || role === "bank";
    const routeKey = gateway.HttpRouteKey.with(contract.path, gateway.HttpMethod[contract.method]);
    const route = new gateway.HttpRoute(Stack.of(handler), routeKey.key, {
      httpApi: this.api,
      routeKey,
      integration: new HttpLambdaIntegration(`${contract.id}Integration`, handler),
      ...(open ? {} : { authorizer: this.authorizer }),
    });
    if (open)
      Validations.of(route).acknowledge({
        id: "AwsSolutions-APIG4",
        reason:
          role === "bank"
            ? "Banks sign each request (RFC 9421); the function verifies the signature and the nonce."
            : "Published information that everyone may read without an account.",
      });
  }
}
